// The record, closing and the talk: forms whose answers come back without a new page, and the talk's
// clock. Nothing here is needed: every form is a plain one.
import { age, setClock, startClock } from "./clock.js";
import { openFeed } from "./feed.js";
import { showHeader } from "./header.js";
import { heard, watchForLoss } from "./lost.js";
import { showRefusal } from "./refusal.js";
import { startSound } from "./sound.js";
import { on, takeTouches } from "./touches.js";

const page = document.querySelector("[data-fields]");

/** Puts in the fields whose answer changed; one that is being typed in stays. */
async function refresh() {
  if (!page) return;
  const answer = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of page.querySelectorAll(".field[id], #equipment-list")) {
    const next = fresh.getElementById(old.id);
    if (next) replace(old, next);
  }
}

function replace(old, next) {
  const line = old.querySelector(".answer");
  if (line && line.innerHTML === next.querySelector(".answer").innerHTML) return;
  const focus = old.contains(document.activeElement) ? document.activeElement : null;
  if (focus && focus.matches("textarea, input:not([type=checkbox])")) {
    if (line) line.innerHTML = next.querySelector(".answer").innerHTML;
    return;
  }
  const place = focus ? Array.from(old.querySelectorAll("button, input")).indexOf(focus) : -1;
  if (old.id === "equipment") return;
  old.replaceWith(document.importNode(next, true));
  if (place < 0) return;
  const again = document.getElementById(next.id).querySelectorAll("button, input")[place];
  if (again) again.focus();
}

/** The talk's five minutes, counted here and nowhere else. */
function startTalk() {
  const start = document.getElementById("start");
  if (!start) return;
  const timer = document.getElementById("timer");
  let end = null;
  start.addEventListener("click", () => {
    end = performance.now() + Number(start.dataset.seconds) * 1000;
    timer.hidden = false;
    show();
  });
  function show() {
    if (end === null) return;
    const left = end - performance.now();
    timer.textContent = left > 0 ? `${age(left + 999)} ${timer.dataset.left}` : timer.dataset.over;
  }
  setInterval(show, 500);
}

// No seat's values are wanted here: only the header, the sound, and whether the station is there.
openFeed("/live?seats=0", { clock: setClock, header: showHeader }, heard);
on("kept", refresh);
on("refused", showRefusal);
startClock();
startSound();
watchForLoss();
startTalk();
takeTouches();
