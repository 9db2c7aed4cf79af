// The timeline of the respond page: rows the station has, and above them those on their way.
import { wallTime } from "./clock.js";
import { on, unsent } from "./touches.js";

const kept = document.getElementById("timeline");
const pending = document.getElementById("pending");
const address = `/watches/${document.querySelector(".response[data-watch]").dataset.watch}/timeline`;
let fetching = false;
let again = false;

function openEntries() {
  return Array.from(kept.querySelectorAll("details[open]"), (details) => details.closest(".row").dataset.entry);
}

const stops = (row) => Array.from(row.querySelectorAll("summary, button, select, input"));

/** Where the focus is in the rows: renewing them must not throw a keyboard back to the page's top. */
function focusPlace() {
  const row = kept.contains(document.activeElement) && document.activeElement.closest(".row");
  return row ? { entry: row.dataset.entry, stop: stops(row).indexOf(document.activeElement) } : null;
}

function focusAgain(place) {
  const row = place && kept.querySelector(`[data-entry="${place.entry}"]`);
  const stop = row && stops(row)[place.stop];
  if (stop) stop.focus({ preventScroll: true });
}

/** Fetches the rows. A row that is being corrected stays open. */
export async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (answer && answer.ok) {
    const rows = await answer.text();
    const open = openEntries();
    const hadFocus = kept.contains(document.activeElement);
    if (!hadFocus || open.length === 0) {
      const place = focusPlace();
      kept.innerHTML = rows;
      focusAgain(place);
    }
    for (const entry of open) {
      const details = kept.querySelector(`[data-entry="${entry}"] details`);
      if (details) details.open = true;
    }
  }
  fetching = false;
  if (again) {
    again = false;
    refresh();
  }
}

function pendingRow(touch) {
  const row = document.createElement("li");
  row.className = "row waiting";
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = "↻";
  state.title = pending.dataset.sending;
  const time = document.createElement("time");
  time.textContent = wallTime(touch.at - touch.late * 1000);
  const what = document.createElement("span");
  what.className = "what";
  what.textContent = touch.says;
  row.append(state, " ", time, " ", what);
  return row;
}

function showPending() {
  pending.replaceChildren(...unsent().reverse().map(pendingRow));
}

export function startTimeline() {
  on("change", showPending);
  on("kept", refresh);
  // A row that was corrected is done with, however deep the button stood.
  kept.addEventListener("submit", () => {
    for (const details of kept.querySelectorAll("details[open]")) details.open = false;
  });
  // What others write on other tablets.
  setInterval(refresh, 5000);
}
