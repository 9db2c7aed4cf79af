// What stands in the header of every live page.
import { setText } from "./clock.js";
import { hear } from "./sound.js";

const part = (name) => document.querySelector(`[data-h="${name}"]`);

export function showHeader(header) {
  setText(part("watches"), header.watchWords);
  part("clock").hidden = header.clockConfirmed;
  part("simulated").hidden = !header.simulated;
  setText(part("sound"), header.soundWords);
  part("sound").classList.toggle("bad", header.soundIsBad);
  hear(header.sound);
  const hush = part("station-hush");
  if (hush) hush.hidden = header.alerts.length === 0;
  const troubles = part("troubles");
  troubles.hidden = header.troubles.length === 0;
  troubles.replaceChildren(...header.troubles.map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  }));
}
