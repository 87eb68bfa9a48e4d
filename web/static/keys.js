/* Keys for those who have both hands on them. Off while typing; can be switched off. */
"use strict";

(() => {
  const OFF = "anlan-keys-off";
  const GO = { d: "/", s: "/approvals", c: "/cases" };
  let leading = false;

  const off = () => localStorage.getItem(OFF) === "yes";
  const typing = (target) => target.matches("input, select, textarea, [contenteditable]") || target.closest("dialog");

  function step(by) {
    const rows = [...document.querySelectorAll("[data-row] a:first-of-type")].filter((link) => link.matches(".duty-what, .cell-main a, a"));
    const links = [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector(".duty-what, .cell-main a"));
    const at = links.indexOf(document.activeElement);
    const next = (links.length ? links : rows)[at + by];
    if (next) next.focus();
  }

  function find() {
    const field = document.querySelector("[data-find]");
    if (field) field.focus();
    else location.href = "/cases";
  }

  const ACTS = {
    "/": find,
    n: () => { location.href = "/cases/new"; },
    j: () => step(1),
    k: () => step(-1),
    "?": () => document.getElementById("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (leading && GO[event.key]) { location.href = GO[event.key]; return; }
    leading = event.key === "g";
    if (ACTS[event.key]) { event.preventDefault(); ACTS[event.key](); }
  });

  const button = document.querySelector("[data-keys-off]");
  const label = () => { button.textContent = off() ? button.dataset.on : button.dataset.off; };
  if (!button) return;
  label();
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, off() ? "no" : "yes");
    label();
  });
})();
