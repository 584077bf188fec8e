/**
 * Passkeys in forms with `data-passkey` (the address that says what to ask): the button asks the device, its answer goes
 * into the form, and the form is sent like any other. With `data-passkey-new` a passkey is made instead of used.
 */
interface Problem {
  code?: string;
  detail?: string;
}

const UNSUPPORTED = "This browser can’t use passkeys. Try another browser, or another way to sign in.";
const NUMBERS = `Passkeys don’t work at an address of numbers. Open Mingus at http://localhost:${location.port} instead.`;
const FAILED = "That didn’t work. Please try again.";

export function startPasskeys(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-passkey]:not([data-passkey-awake])")) {
    const button = form.querySelector<HTMLButtonElement>("[data-passkey-start]");
    if (!button) continue;
    form.dataset.passkeyAwake = "";
    button.hidden = false;
    button.addEventListener("click", () => void run(form, button));
  }
}

/** The words of an error page fit the form: they stand below the button, and screen readers hear them. */
function say(form: HTMLFormElement, words: string): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-trouble]");
  if (!place) return;
  place.textContent = words;
  place.hidden = false;
}

async function run(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const isNew = form.dataset.passkeyNew !== undefined;
  if (isNew && !form.reportValidity()) return; // it needs its name first
  button.setAttribute("aria-busy", "true");
  try {
    refuseWhereNoneWork();
    const options = await ask(form.dataset.passkey ?? "");
    const credential = isNew ? await make(options) : await use(options);
    if (credential) send(form, credential);
  } catch (error) {
    say(form, words(error));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function refuseWhereNoneWork(): void {
  if (!("PublicKeyCredential" in window) || !("parseCreationOptionsFromJSON" in PublicKeyCredential)) throw new Error(UNSUPPORTED);
  if (/^[\d.]+$|:/.test(location.hostname)) throw new Error(NUMBERS);
}

/** What the server wants asked. Where it wants a confirmation first, we go there and come back. */
async function ask(address: string): Promise<unknown> {
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
  const answer = await fetch(address, { method: "POST", headers, body: "{}" });
  if (answer.ok) return ((await answer.json()) as { options: unknown }).options;
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  if (problem.code === "step_up_required") location.assign(`/confirm?next=${encodeURIComponent(location.pathname)}`);
  throw new Error(problem.detail ?? FAILED);
}

async function make(options: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return navigator.credentials.create({ publicKey });
}

async function use(options: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return navigator.credentials.get({ publicKey });
}

function send(form: HTMLFormElement, credential: Credential): void {
  form.querySelector<HTMLInputElement>("input[name=credential]")!.value = JSON.stringify(credential);
  form.noValidate = true; // the passkey stands for the code that was not typed
  form.requestSubmit();
}

function words(error: unknown): string {
  if (!(error instanceof DOMException)) return error instanceof Error ? error.message : FAILED;
  if (error.name === "NotAllowedError") return "Nothing was chosen, or it took too long. Please try again.";
  if (error.name === "InvalidStateError") return "This device has a passkey for you already.";
  return error.name === "SecurityError" ? NUMBERS : FAILED;
}

/** A page that is meant for paper says so with a button. */
export function startPrinting(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
