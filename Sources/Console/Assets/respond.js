// The respond page. Written for Chromium 90 and later: no :has, no container queries, no nesting.
import { onTick, setClock, startClock } from "./clock.js";
import { startCounter } from "./counter.js";
import { openFeed } from "./feed.js";
import { showHeader } from "./header.js";
import { startLate } from "./late.js";
import { startOthers } from "./others.js";
import { startSound } from "./sound.js";
import { heard, watchForLoss } from "./lost.js";
import { setPacer, startPacer } from "./pacer.js";
import { showRefusal } from "./refusal.js";
import { expire, showTile } from "./tile.js";
import { refresh, startTimeline } from "./timeline.js";
import { isGoing, on, takeTouches } from "./touches.js";
import { showWave, startTraces } from "./trace.js";

const person = document.querySelector(".person");
const page = document.querySelector(".response[data-watch]");

function setTimer(name, since) {
  const timer = document.querySelector(`[data-timer="${name}"]`);
  timer.hidden = since === null;
  const output = timer.querySelector("dd span");
  if (since === null) delete output.dataset.since;
  else output.dataset.since = since;
}

let told = "";

function show(tile) {
  // The watch was moved or ended on another screen: its page knows where it is, or what is left.
  if (tile.watch !== page.dataset.watch) {
    // Someone else came to the seat by a touch of this page, which goes on with them.
    if (isGoing()) return;
    location.assign(`/respond/${page.dataset.watch}`);
    return;
  }
  showTile(person, tile);
  setTimer("incident", tile.incidentOpenedAtMilliseconds);
  setTimer("dose", tile.lastDoseAtMilliseconds);
  document.querySelector('[data-f="re-check"]').textContent = tile.reCheckWords || "";
  setPacer(tile.breathsSinceMilliseconds);
  document.querySelector('[data-f="no-incident"]').hidden = tile.incident !== null;
  document.querySelector('[data-f="links"]').hidden = tile.incident === null;
  document.getElementById("after-dose").hidden = tile.lastDoseAtMilliseconds === null;
  for (const link of document.querySelectorAll(".after [data-href]")) {
    if (tile.incident) link.setAttribute("href", link.dataset.href.replace("{incident}", tile.incident));
    else link.removeAttribute("href");
  }
  const news = [tile.incident, tile.doseCount, tile.oxygenOnSinceMilliseconds, tile.breathsSinceMilliseconds, tile.tone].join();
  if (told && told !== news) refresh();
  told = news;
}

openFeed(`/live?seats=${person.dataset.seat}`, {
  clock: setClock,
  header: showHeader,
  tile: show,
  wave: (waves) => Object.keys(waves).forEach((seat) => showWave(seat, waves[seat])),
}, heard);
onTick(() => expire(person));
on("refused", showRefusal);
startClock();
startSound();
startTraces();
startPacer();
startCounter();
startTimeline();
startOthers();
watchForLoss();
takeTouches();
startLate();
