/** The one script of every page: htmx and the islands. Each page works without it; with it, it is quicker. */
import htmx from "htmx.org";
import { startBusyButtons, startErrorSummary } from "./forms";
import { startCharts } from "./chart";
import { startConfirm } from "./confirm";
import { startFailures } from "./failures";
import { startHolding } from "./holding";
import { startPalette } from "./palette";
import { startPasskeys, startPrinting } from "./passkey";
import { startReading } from "./reading";
import { startShortcuts } from "./shortcuts";
import { startTheme } from "./theme";
import { adoptToasts } from "./toast";
import { startUploads } from "./upload";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
window.htmx = htmx;

/** What new content from the server needs, on first load and after each swap. */
function wake(): void {
  startCharts(document);
  startUploads(document);
  startErrorSummary(document);
  startPasskeys(document);
  startPrinting(document);
  startReading();
  adoptToasts();
}

startTheme();
startPalette();
startConfirm();
startBusyButtons();
startFailures();
startHolding();
startShortcuts();
wake();
document.addEventListener("htmx:after:swap", wake);

if ("serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/sw.js").catch(() => undefined); // private windows refuse: fine without
}
