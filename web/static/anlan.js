/* Live pages, receipts, copying, keys. One event stream per visible tab, closed while hidden. */
"use strict";

(() => {
  const me = document.body.dataset.me;
  const { words } = clocks;
  const TEN_SECONDS = 10000;
  let stream = null, polling = 0, soon = 0, lostAt = 0;

  const byId = (id) => document.getElementById(id);
  const shows = (number) => {
    const page = document.querySelector("[data-case]");
    return !page || page.dataset.case === number || !!document.querySelector(`[data-live] a[href="/cases/${number}"]`);
  };
  const rowsOf = (part) => [...part.querySelectorAll("[data-row]")].map((row) => row.querySelector("a").getAttribute("href")).join(" ");

  async function fresh() {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    clocks.setNow(next.body.dataset.now);
    document.querySelectorAll("[data-live]").forEach((part) => renew(part, next.getElementById(part.id)));
    renewForm(next);
  }

  /* In place while the order stays; new rows wait behind a pill. */
  function renew(part, next) {
    if (!next || part.innerHTML === next.innerHTML || part.contains(document.activeElement)) return;
    if (rowsOf(part) !== rowsOf(next)) return offer(part, next);
    swap(part, next);
  }

  function swap(part, next) {
    const before = new Set([...part.querySelectorAll("[id]")].map((element) => element.id));
    const place = part.querySelector("[data-keeps-place]")?.scrollTop;
    part.replaceWith(next);
    if (place) next.querySelector("[data-keeps-place]")?.scrollTo(0, place);
    next.querySelectorAll(".entry[id]").forEach((line) => { if (!before.has(line.id)) tint(line); });
    if (window.htmx) window.htmx.process(next);
  }

  function tint(line) {
    line.classList.add("is-new");
    setTimeout(() => line.classList.remove("is-new"), 2 * TEN_SECONDS);
  }

  function offer(part, next) {
    let pill = part.querySelector(":scope > .pill");
    if (!pill) {
      pill = Object.assign(document.createElement("button"), { type: "button", className: "pill", textContent: words.fresh });
      part.prepend(pill);
    }
    pill.onclick = () => { swap(part, next); next.tabIndex = -1; next.focus(); };
  }

  /* The form under somebody's hand, or one that came back with why it was not taken, is never replaced; the page says that the case changed. */
  function renewForm(next) {
    const here = byId("case"), there = next.getElementById("case");
    if (!here || !there || here.dataset.version === there.dataset.version) return;
    const form = here.querySelector("form.step-form");
    if (form && (form.dataset.touched || form.querySelector("[role=alert], .is-wrong"))) { byId("changed").hidden = false; return; }
    const act = here.querySelector(".now-act"), nextAct = there.querySelector(".now-act");
    here.dataset.version = there.dataset.version;
    if (act && nextAct && !act.contains(document.activeElement)) {
      act.replaceWith(nextAct);
      window.htmx.process(nextAct);
      document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { elt: nextAct } }));
    }
  }

  const refresh = () => { clearTimeout(soon); soon = setTimeout(() => fresh().catch(lost), 250); };

  function lost() {
    lostAt = lostAt || Date.now();
    if (byId("lost")) byId("lost").hidden = Date.now() - lostAt < 4000 && navigator.onLine;
    if (byId("live")) byId("live").hidden = true;
  }

  function found() {
    if (byId("lost")) byId("lost").hidden = true;
    if (byId("live")) byId("live").hidden = false;
    if (lostAt) refresh();
    lostAt = 0;
  }

  function toSign(count) {
    const shown = byId("to-sign");
    if (!shown) return;
    shown.textContent = count;
    shown.hidden = count === "0";
  }

  function listen() {
    if (stream || !me || !document.querySelector("[data-live]")) return;
    stream = new EventSource("/events");
    stream.addEventListener("ready", (event) => { found(); toSign(event.data); });
    stream.addEventListener("sign", (event) => toSign(event.data));
    stream.addEventListener("case", (event) => { if (shows(event.data)) refresh(); });
    stream.onerror = lost;
    const minutely = document.querySelector("[data-minutely]");
    let beats = 0;
    polling = setInterval(() => { if (lostAt || (minutely && ++beats % 6 === 0)) refresh(); }, TEN_SECONDS);
  }

  function rest() {
    if (stream) stream.close();
    stream = null;
    clearInterval(polling);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) rest();
    else { listen(); refresh(); }
  });
  addEventListener("pagehide", rest);
  addEventListener("online", () => { rest(); listen(); });
  addEventListener("offline", () => { lostAt = 1; lost(); });

  /* Receipts: closed by hand, and by themselves once they have been read. */
  function settle(root) {
    root.querySelectorAll(".toast.is-applied[data-settled]").forEach((toast) => setTimeout(() => toast.remove(), 8000));
  }

  /* On a narrow screen the tab one is at is moved to where it is seen. */
  function showTab() {
    document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
      const row = tab.closest(".tabs");
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    });
  }
  document.addEventListener("htmx:afterSettle", () => {
    settle(document);
    showTab();
    if (document.querySelector(".toast[data-settled]")) refresh();
  });
  document.addEventListener("htmx:sendError", lost);

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]"), hash = event.target.closest("[data-copy]");
    if (close) close.closest(".toast").remove();
    if (hash) copy(hash);
  });

  async function copy(hash) {
    await navigator.clipboard.writeText(hash.dataset.copy);
    hash.classList.add("is-copied");
    clocks.say(words.copied);
    setTimeout(() => hash.classList.remove("is-copied"), 1500);
  }

  settle(document);
  showTab();
  listen();
})();
