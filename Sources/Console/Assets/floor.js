// The floor page. Written for Chromium 90 and later: no :has, no container queries, no nesting.
import { onTick, setClock, startClock } from "./clock.js";
import { openFeed } from "./feed.js";
import { heard, watchForLoss } from "./lost.js";
import { showAttention } from "./attention.js";
import { expire, showTile } from "./tile.js";
import { showWave, startTraces } from "./trace.js";
import { on, takeTouches } from "./touches.js";
import { showHeader } from "./header.js";
import { startSound } from "./sound.js";
import { showRefusal } from "./refusal.js";

const tileOf = (seat) => document.getElementById(`seat-${seat}`);

/** Seats keep their places for good; only places away from every seat come and go. */
async function matchSeats(seats) {
  for (const tile of document.querySelectorAll(".tile")) {
    if (!seats.includes(Number(tile.dataset.seat))) tile.remove();
  }
  if (seats.every(tileOf)) return;
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const tile of page.querySelectorAll(".tile")) {
    if (!tileOf(tile.dataset.seat)) document.querySelector(".seats").append(document.adoptNode(tile));
  }
}

openFeed("/live", {
  clock: setClock,
  header: showHeader,
  attention: showAttention,
  seats: matchSeats,
  tile: (tile) => tileOf(tile.seat) && showTile(tileOf(tile.seat), tile),
  wave: (waves) => Object.keys(waves).forEach((seat) => showWave(seat, waves[seat])),
}, heard);
onTick(() => document.querySelectorAll(".tile").forEach(expire));
on("refused", showRefusal);
startClock();
startSound();
startTraces();
watchForLoss();
takeTouches();
