// Every page without a live feed of its own: it asks once a second, so that it too sounds, says what
// needs someone, and says when it has lost the station. No connection stays open for it.
import { setClock, setText, startClock } from "./clock.js";
import { showHeader } from "./header.js";
import { heard, watchForLoss } from "./lost.js";
import { showRefusal } from "./refusal.js";
import { startSound } from "./sound.js";
import { on, takeTouches } from "./touches.js";

const askEvery = 1000;
const answerWithin = 2000;
let timer;

function showNeeds(line) {
  const needs = document.querySelector('[data-h="needs"]');
  if (!needs) return;
  needs.hidden = line === null;
  if (line === null) return;
  needs.dataset.priority = line.priority;
  setText(needs.querySelector(".light"), line.marks);
  setText(needs.querySelector(".what"), line.words);
}

async function ask() {
  clearTimeout(timer);
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), answerWithin);
  try {
    const answer = await fetch("/now", { credentials: "same-origin", signal: stop.signal });
    if (answer.ok) {
      const facts = await answer.json();
      setClock(facts.clock);
      heard();
      showHeader(facts.header);
      showNeeds(facts.needs);
    }
  } catch (error) {
    // Silence is what `watchForLoss` waits for.
  }
  clearTimeout(late);
  timer = setTimeout(ask, askEvery);
}

// A page nobody sees gets its timers once a minute: its silence means nothing until it is seen again.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  heard();
  ask();
});
ask();
on("refused", showRefusal);
startClock();
startSound();
watchForLoss(() => document.hidden);
takeTouches();
