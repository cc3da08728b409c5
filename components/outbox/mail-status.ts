import type { MailView } from "@/lib/contract/mails";

type Tone = "good" | "neutral" | "brass" | "bad";

/** What became of a mail, in a word and in a sentence. */
export function describeMail({ status, attempts, last_error: error, readable }: MailView): { word: string; tone: Tone; text: string | undefined } {
  switch (status) {
    case "sent":
      return { word: "Sent", tone: "good", text: undefined };
    case "kept":
      return { word: "Not sent", tone: "brass", text: undefined };
    case "failed":
      return { word: "Given up", tone: "bad", text: `${attempts === 1 ? "One try" : `${attempts} tries`}. ${error ?? "The mail server refused it"}${readable ? ". Give its link to the person in another way." : ""}` };
    case "waiting":
      return { word: "Waiting", tone: "neutral", text: attempts === 0 ? undefined : `Tried ${attempts === 1 ? "once" : `${attempts} times`}, and tried again soon. ${error ?? ""}` };
  }
}
