export type TypedValues = { identifier?: string; email?: string; username?: string };

/** What somebody had typed before the form came back, so that nobody types twice. Never a password. */
export function readTypedValues(cookie: string | undefined): TypedValues {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(cookie ?? ""));
    const member = (name: string) => {
      const typed = (value as Record<string, unknown> | null)?.[name];
      return typeof typed === "string" ? typed.slice(0, 254) : undefined;
    };
    return { identifier: member("identifier"), email: member("email"), username: member("username") };
  } catch {
    return {};
  }
}
