/* Files of a form: photographs add up one after the other, each can be taken back, and what would be refused for its
   number or weight is said before anything is sent. Without script the field of the browser does the work. */
"use strict";

(() => {
  const MB = 1024 * 1024, AT_ONCE = 60 * MB;
  const picked = new WeakMap();
  const field = (input) => input.closest(".pick");
  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  const weight = (size) => (size >= MB / 10 ? `${(size / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(size / 1024))} KB`);

  function fits(input) {
    const files = [...input.files], note = field(input).querySelector(".error");
    const whole = files.reduce((sum, file) => sum + file.size, 0);
    const wrong = files.length > input.dataset.most || whole > AT_ONCE || files.some((file) => file.size > input.dataset.largest);
    note.hidden = !wrong;
    note.querySelector("span").textContent = wrong ? input.dataset.wrong : "";
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return !wrong;
  }

  function show(input) {
    field(input).querySelector(".picked").replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li"), name = document.createElement("bdi");
      const size = document.createElement("span"), back = document.createElement("button");
      name.textContent = file.name;
      size.textContent = weight(file.size);
      size.className = "faint";
      Object.assign(back, { type: "button", className: "btn btn-s btn-quiet", textContent: input.dataset.remove });
      back.setAttribute("aria-label", `${input.dataset.remove} ${file.name}`);
      back.addEventListener("click", () => { hold(input, [...input.files].filter((one) => one !== file)); input.focus(); });
      line.append(name, size, back);
      return line;
    }));
    fits(input);
  }

  function hold(input, files) {
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    input.files = held.files;
    picked.set(input, files);
    show(input);
  }

  /* The browser names its own button in its own language; ours speaks the reader's. */
  function prepare() {
    document.querySelectorAll("[data-files]").forEach((input) => {
      input.classList.add("sr");
      field(input).querySelector("label").hidden = false;
    });
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("[data-files]")) return;
    const before = picked.get(input) || [];
    hold(input, [...before, ...[...input.files].filter((file) => !before.some((one) => same(one, file)))]);
  });
  document.addEventListener("submit", (event) => {
    const wrong = [...event.target.querySelectorAll("[data-files]")].find((input) => !fits(input));
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wrong.focus();
  }, true);
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("DOMContentLoaded", prepare);
})();
