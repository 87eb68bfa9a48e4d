/* Forms: fields that depend on others, drafts, confirming, focus, Ctrl+Enter. Everything works without it. */
"use strict";

(() => {
  const me = document.body.dataset.me || "";
  const { words } = clocks;
  const PREFIX = "anlan-draft:";
  const keyOf = (form) => `${PREFIX}${me}:${form.dataset.draft}`;
  const chosen = (form, name) => {
    const field = form.elements.namedItem(name);
    return field ? field.value ?? "" : "";
  };

  /* Show what the other answers ask for; the server asks the same rows. */
  function adapt(form) {
    form.querySelectorAll("[data-when]").forEach((field) => {
      field.hidden = !field.dataset.values.split(" ").includes(chosen(form, field.dataset.when));
    });
    form.querySelectorAll("[data-only]").forEach((choice) => {
      const field = choice.closest("[data-when]");
      const fits = !field || choice.dataset.only.split(" ").includes(chosen(form, field.dataset.when));
      const input = choice.querySelector("input");
      choice.hidden = !fits;
      if (!fits && input.checked) input.checked = false;
    });
  }

  function stored(form) {
    const kept = {};
    new FormData(form).forEach((value, name) => {
      if (!name.startsWith("_") && name !== "digest" && typeof value === "string") (kept[name] ??= []).push(value);
    });
    return kept;
  }

  function save(form) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(stored(form)));
    } catch { return; }
    const note = form.querySelector("[data-saved]");
    const at = new Date(clocks.now() + clocks.ZONE).toISOString().slice(11, 16);
    if (note) note.textContent = words.saved.replace("{t}", at);
  }

  function restore(form) {
    const kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
    if (!kept || form.querySelector(".is-wrong, [role=alert]")) return;
    [...form.elements].filter((field) => field.name && !field.name.startsWith("_") && field.name !== "digest").forEach((field) => {
      const values = kept[field.name] || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (!["hidden", "submit", "file"].includes(field.type) && values.length) field.value = values.shift();
    });
    form.dataset.touched = "yes";
  }

  /* Drafts of other people, or of everybody on signing out, do not stay on this device. */
  function forget(all) {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX) && (all || !key.startsWith(`${PREFIX}${me}:`)))
      .forEach((key) => localStorage.removeItem(key));
  }

  function prepare(root) {
    root.querySelectorAll("form.step-form, form.form, form[data-sign]").forEach((form) => {
      if (form.dataset.ready) return;
      form.dataset.ready = "yes";
      if (form.dataset.draft && me) restore(form);
      adapt(form);
    });
  }

  let soon = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.dataset.ready) return;
    form.dataset.touched = "yes";
    adapt(form);
    clearTimeout(soon);
    if (form.dataset.draft && me) soon = setTimeout(() => save(form), 400);
  });

  /* Agreeing is confirmed in a dialog; returning and rejecting need a word of why. */
  function signing(event) {
    const form = event.target.closest("form[data-sign]"), button = event.submitter;
    if (!form || !button || button.name !== "decision" || form.dataset.confirmed) return;
    const error = document.getElementById("comment-e"), comment = form.elements.comment;
    if (button.value === "approve") {
      event.preventDefault();
      event.stopImmediatePropagation();
      document.getElementById("confirm").showModal();
    } else if (!comment.value.trim()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      error.hidden = false;
      error.querySelector("span").textContent = error.dataset.why;
      comment.closest(".field").classList.add("is-wrong");
      comment.setAttribute("aria-invalid", "true");
      comment.setAttribute("aria-describedby", "comment-e");
      comment.focus();
    }
  }

  function confirmed() {
    const form = document.getElementById("sign");
    document.getElementById("confirm").close();
    form.dataset.confirmed = "yes";
    [["decision", "approve"], ["confirmed", "yes"]].forEach(([name, value]) => {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    });
    form.requestSubmit();
  }

  document.addEventListener("submit", signing, true);
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-forget]")) forget(true); }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-confirm]")) confirmed();
    const back = event.target.closest("[data-close-dialog]");
    if (back) back.closest("dialog").close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit(event.target.form.querySelector("[type=submit]"));
    }
  });

  /* What was taken needs no draft any more. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail, form = requestConfig && requestConfig.elt;
    const taken = xhr.status < 300 && (xhr.status === 204 || xhr.getResponseHeader("HX-Retarget") || (form && form.dataset.sign !== undefined && form.dataset.confirmed));
    if (taken && form && form.dataset && form.dataset.draft) localStorage.removeItem(keyOf(form));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (event.detail.xhr.status === 204 && form && form.dataset.draft) localStorage.removeItem(keyOf(form));
  });

  /* Focus goes to the first wrong field after a refusal, else to the heading of what changed. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.elt, kind = event.detail.requestConfig && event.detail.requestConfig.verb;
    prepare(document);
    if (kind !== "post" || !place.isConnected) return;
    const wrong = place.querySelector(".is-wrong :is(input, select, textarea):not([type=hidden])");
    const heading = place.querySelector("[role=alert] h2[tabindex], h1[tabindex], h2[tabindex]");
    (wrong || heading || place).focus();
    if (wrong) wrong.scrollIntoView({ block: "center" });
  });

  if (me) forget(false);
  prepare(document);
})();
