import { config } from "@/lib/env/config";
import type { Answer } from "../incoming";

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
export function problemPage(problem: Problem): Answer {
  const { brandName } = config();
  const facts = (problem.facts ?? []).map(([name, value]) => `<dt>${escapeHtml(name)}</dt>${[value].flat().map((one) => `<dd><code>${escapeHtml(one)}</code></dd>`).join("")}`).join("");
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(problem.title)} - ${escapeHtml(brandName)}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<p class="brand">${escapeHtml(brandName)}</p>
<h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.text)}</p>
${facts && `<h2>What the app sent</h2>\n<dl>${facts}</dl>`}
${problem.fix === undefined ? "" : `<h2>For the app's developer</h2>\n<p>${escapeHtml(problem.fix)}</p>`}
<p class="small">Nothing was shared with the app. Reference: <code>${escapeHtml(problem.requestId)}</code></p>
</main>
</body>
</html>
`;
  return { status: problem.status ?? 400, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "x-request-id": problem.requestId }, body };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
