/* Clocks that tick: minutes, and seconds only below ten minutes. The page says when they turn amber or red. */
"use strict";

const clocks = (() => {
  const words = JSON.parse(document.body.dataset.words || "{}");
  const MINUTE = 60, HOUR = 3600, DAY = 86400;
  /* The projects lie in China. */
  const ZONE = 8 * HOUR * 1000;
  let ahead = Date.parse(document.body.dataset.now) - Date.now();

  const now = () => Date.now() + ahead;
  const setNow = (stamp) => { ahead = Date.parse(stamp) - Date.now(); };

  /* The same two units as web/moments.py. */
  function pieces(seconds) {
    const total = Math.floor(Math.abs(seconds));
    const two = (a, unit, b, smaller) => {
      const both = [[a, unit], [b, smaller]].filter(([amount]) => amount);
      return both.length ? both : [[0, smaller]];
    };
    if (total >= DAY) return two(Math.floor(total / DAY), "d", Math.floor(total % DAY / HOUR), "h");
    if (total >= HOUR) return two(Math.floor(total / HOUR), "h", Math.floor(total % HOUR / MINUTE), "m");
    if (total >= 10 * MINUTE) return [[Math.floor(total / MINUTE), "m"]];
    return two(Math.floor(total / MINUTE), "m", total % MINUTE, "s");
  }

  const span = (seconds) => pieces(seconds).map(([amount, unit]) => `${amount} ${words[unit]}`).join(" ");

  function toneOf(seconds, limit, share) {
    if (seconds < 0) return "over";
    return share >= (limit <= HOUR ? 50 : 80) ? "warn" : "ok";
  }

  function svg(name, values) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(values).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  function fullRing(ring) {
    ring.replaceChildren(
      svg("circle", { class: "full", cx: 10, cy: 10, r: 9.5 }),
      svg("path", { class: "bang", d: "M10 5.4v5.4M10 14.200v.1", transform: "rotate(90 10 10)" }),
    );
  }

  function big(time, seconds) {
    const unit = (text) => Object.assign(document.createElement("span"), { className: "unit", textContent: text });
    const parts = pieces(seconds).flatMap(([amount, name]) => [String(amount), unit(words[name])]);
    time.replaceChildren(...(seconds < 0 ? [unit(words.overWord)] : []), ...parts);
  }

  function say(text) {
    const said = document.getElementById("said");
    if (said) said.textContent = text;
  }

  function what(clock) {
    const row = clock.closest("[data-row], .mini, .now-clock");
    const named = row && row.querySelector(".duty-what, .label, p");
    return named ? named.textContent.trim() : "";
  }

  function turn(clock, tone) {
    const before = [...clock.classList].find((name) => name.startsWith("is-"));
    if (before === `is-${tone}`) return;
    const row = clock.closest(".duty");
    [clock, row].forEach((element) => element && element.classList.replace(before, `is-${tone}`));
    if (tone === "over") fullRing(clock.querySelector(".ring"));
    if (tone !== "ok") say((tone === "over" ? words.red : words.amber).replace("{t}", what(clock)));
  }

  function tick(clock) {
    const due = Date.parse(clock.dataset.due), start = Date.parse(clock.dataset.start);
    const seconds = (due - now()) / 1000, limit = Math.max((due - start) / 1000, 1);
    const share = Math.min(100, Math.max(0, Math.round(100 - 100 * seconds / limit)));
    const time = clock.querySelector("time"), run = clock.querySelector(".run");
    turn(clock, toneOf(seconds, limit, share));
    if (run) run.setAttribute("stroke-dasharray", `${share} 100`);
    if (clock.dataset.clock === "big") big(time, seconds);
    else time.textContent = (seconds < 0 ? words.over : words.left).replace("{t}", span(seconds));
  }

  setInterval(() => {
    if (!document.hidden) document.querySelectorAll("[data-clock]").forEach(tick);
  }, 1000);
  return { now, setNow, say, words, ZONE };
})();
