/** Text in the HTML of the Bot API. Only `html` makes it, so that what people have named things stays text. */
export class Html {
  constructor(readonly source: string) {}
}

export function html(parts: TemplateStringsArray, ...values: (string | number | Html)[]): Html {
  return new Html(parts.reduce((text, part, index) => text + toSource(values[index - 1]!) + part));
}

export function joinHtml(texts: Html[], separator: string): Html {
  return new Html(texts.map(({ source }) => source).join(separator));
}

function toSource(value: string | number | Html): string {
  return value instanceof Html ? value.source : escape(String(value));
}

/** The four that the Bot API names; a line break in a name would begin a line of ours. */
function escape(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
