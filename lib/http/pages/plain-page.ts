import { config } from "@/lib/env/config";
import type { Answer } from "../incoming";

export type PlainPage = {
  status: number;
  title: string;
  /** HTML under the heading; whatever others have sent in it went through `escapeHtml`. */
  body: string;
  requestId: string;
};

/** A page that works without anything else: for answers that must not be a redirect, whose address belongs to no page of the portal. */
export function plainPage({ status, title, body, requestId }: PlainPage): Answer {
  const { brandName } = config();
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - ${escapeHtml(brandName)}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<p class="brand">${escapeHtml(brandName)}</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
  return { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "x-request-id": requestId }, body: html };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
