import { oneLine, type MailMessage } from "./message";

export type RenderedMail = { subject: string; text: string; html: string };

/** One message, as text and as HTML. Whatever stands in it is words: no markup, no line and no header of its own. */
export function renderMail(message: MailMessage, brand: { name: string; url: string }): RenderedMail {
  const words = cleaned(message);
  return { subject: words.subject, text: toText(words, brand), html: toHtml(words, brand) };
}

function cleaned({ subject, heading, paragraphs, action, footnote }: MailMessage): MailMessage {
  return {
    subject: oneLine(subject),
    heading: oneLine(heading),
    paragraphs: paragraphs.map(oneLine),
    ...(action && { action: { label: oneLine(action.label), url: oneLine(action.url) } }),
    ...(footnote !== undefined && { footnote: oneLine(footnote) }),
  };
}

function toText({ heading, paragraphs, action, footnote }: MailMessage, brand: { name: string; url: string }): string {
  const parts = [heading, ...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), `-- \n${footnote ? `${footnote}\n` : ""}${brand.name}, ${brand.url}`];
  return `${parts.join("\n\n")}\n`;
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Styles stand in the elements and there is no picture: mail programs throw the rest away. */
function toHtml({ subject, heading, paragraphs, action, footnote }: MailMessage, brand: { name: string; url: string }): string {
  const lines = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join("\n");
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1f2937;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#4b5563">If the button does nothing, open this address: <span style="word-break:break-all">${escapeHtml(action.url)}</span></p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;background:#f5f5f4;color:#1c1917;font-size:16px;line-height:1.5;${font}">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e7e5e4;border-radius:10px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(heading)}</h1>
${lines}
${button}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e7e5e4;font-size:13px;color:#57534e">${footnote ? `${escapeHtml(footnote)}<br>` : ""}${escapeHtml(brand.name)}, ${escapeHtml(brand.url)}</p>
</div>
</body>
</html>
`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
