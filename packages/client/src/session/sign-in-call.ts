import { headersOf, readAnswer } from "../transport/requester";
import { callServer } from "./call-server";
import type { Settings } from "./settings";
import type { SignInCall } from "./token-source";

/** How a token source asks the server: without a token, and without the page's cookie. */
export function signInCall(settings: Settings): SignInCall {
  return {
    log: settings.log,
    async post<Answer>(path: string, { body, form, headers, signal }: Parameters<SignInCall["post"]>[1]) {
      const url = settings.baseUrl + path;
      const what = path.endsWith("/login") ? "Login" : "Token";
      settings.log.debug(`${what} request sent to: ${url}`);
      const init = { method: "POST", headers: { ...headersOf(undefined, body), ...headers }, body: form ? new URLSearchParams(form) : body === undefined ? null : JSON.stringify(body) };
      // Signing in twice leaves one session more, which ends by itself; a spent refresh token is answered again within a short window.
      const response = await callServer({ settings, url, init, signal, repeatable: true });
      settings.log.debug(`${what} response status: ${response.status}`);
      return { answer: await readAnswer<Answer>(response), headers: response.headers };
    },
  };
}
