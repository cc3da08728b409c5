/** What a mail says, in plain words. Text and HTML are both made of it; nothing in it is ever markup. */
export type MailMessage = {
  subject: string;
  heading: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Small, below everything else. */
  footnote?: string;
};

export type MailKind = "verification" | "password_reset" | "address_change" | "invitation" | "notice";

/** A subject is one line: what would begin a header of its own becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}
