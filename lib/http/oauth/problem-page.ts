import type { Answer } from "../incoming";
import { escapeHtml, plainPage } from "../pages/plain-page";

export type Problem = {
  status?: number;
  title: string;
  /** What went wrong, for the person who sees the page. */
  text: string;
  /** What the client did, for its developer: names and values, as they were sent. */
  facts?: readonly (readonly [name: string, value: string | readonly string[]])[];
  /** What its developer can do about it. */
  fix?: string;
  requestId: string;
};

/**
 * The page of an authorization request that must not be redirected (RFC 6749, section 4.1.2.1): plain HTML that works without
 * anything else. Whatever the client sent is text.
 */
export function problemPage({ status = 400, title, text, facts = [], fix, requestId }: Problem): Answer {
  const list = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt>${[value].flat().map((one) => `<dd><code>${escapeHtml(one)}</code></dd>`).join("")}`).join("");
  const body = `<p>${escapeHtml(text)}</p>
${list && `<h2>What the app sent</h2>\n<dl>${list}</dl>`}
${fix === undefined ? "" : `<h2>For the app's developer</h2>\n<p>${escapeHtml(fix)}</p>`}
<p class="small">Nothing was shared with the app. Reference: <code>${escapeHtml(requestId)}</code></p>`;
  return plainPage({ status, title, body, requestId });
}
