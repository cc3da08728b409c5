import { usageFailure } from "../../failure";

export const settingNames = ["api.url", "api.token", "login.browser"] as const;
export type SettingName = (typeof settingNames)[number];

/** A credential as it may be: letters of ASCII without spaces. Throws a usage failure that does not repeat it. */
export function requireToken(text: string): string {
  if (!/^[\x21-\x7e]{16,8192}$/.test(text)) throw usageFailure("api.token must be an API key or token: 16 characters or more, without spaces.", "Copy it from the page API Token, or make one with keyhouse keys create.");
  return text;
}

export function readSwitch(text: string): boolean {
  if (text !== "true" && text !== "false") throw usageFailure(`login.browser must be true or false, not ${JSON.stringify(text)}`);
  return text === "true";
}

/** First and last characters, for people to recognise it by. */
export function maskToken(token: string): string {
  const start = /^[a-z][a-z0-9]{1,9}_(?:live|test)_/.exec(token)?.[0].length ?? 0;
  return `${token.slice(0, start + 4)}...${token.slice(-4)}`;
}
