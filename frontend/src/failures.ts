/** When the server or the line fails: say so, keep what was typed, offer to try again. */
import { toast } from "./toast";

export function startFailures(): void {
  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail;
    const status = ctx.response?.status ?? 500;
    const page = errorPage(ctx.text);
    if (status === 401) tell("You’ve been signed out.", { label: "Sign in", run: signIn });
    else if (status >= 500) toast(page ?? "That didn’t work on our side.", retry(ctx.sourceElement as HTMLElement));
    else if (page) toast(page);
    if (page !== undefined || status === 401 || status >= 500) ctx.swap = "none";
  });
  document.addEventListener("htmx:before:request", (event) => {
    if (isLeaving) event.preventDefault();
  });
  document.addEventListener("htmx:error", (event) => {
    const { ctx } = event.detail;
    if (ctx?.sourceElement && !ctx.response) toast("Mingus can’t be reached.", retry(ctx.sourceElement as HTMLElement));
  });
}

let isLeaving = false;

/** The server leads to the sign-in page. A field that loses the focus must not ask once more meanwhile and hold us here. */
function signIn(): void {
  isLeaving = true;
  location.reload();
}

/** Says it once, however many requests ended the same way. */
function tell(message: string, action: { label: string; run: () => void }): void {
  const shown = [...document.querySelectorAll("#m-toasts > *")];
  if (!shown.some((element) => element.firstChild?.textContent === message)) toast(message, action);
}

/** The sentence of a whole error page, which must not be swapped into a corner of this one. */
function errorPage(text: string | undefined): string | undefined {
  if (!text?.includes("data-error-message")) return undefined;
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.querySelector("[data-error-message]")?.textContent?.trim();
}

function retry(source: HTMLElement): { label: string; run: () => void } {
  return {
    label: "Retry",
    run: () => {
      if (source instanceof HTMLFormElement) source.requestSubmit();
      else if (source.matches("a, button")) source.click();
      else source.dispatchEvent(new Event("change", { bubbles: true }));
    },
  };
}
