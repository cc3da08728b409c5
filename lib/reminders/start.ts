import { log } from "@/lib/log";
import { remindOfExpiry } from "./expiring";
import { tellNewNetworks } from "./new-networks";

const everyMilliseconds = 60_000;
/** What has just been used for the first time is worth knowing soon. */
const firstAfterMilliseconds = 5_000;

/** Looks once a minute for what people have to be told. Returns a function that stops it; what is under way is waited for. */
export function startReminders(): () => Promise<void> {
  let running: Promise<void> | undefined;
  const look = () => {
    running ??= remindOfExpiry()
      .then(tellNewNetworks)
      .catch((error: unknown) => log.warn("Reminders could not be written; they are tried again in a minute", { error }))
      .finally(() => (running = undefined));
  };
  const first = setTimeout(look, firstAfterMilliseconds).unref();
  const timer = setInterval(look, everyMilliseconds).unref();
  return async () => {
    clearTimeout(first);
    clearInterval(timer);
    await running;
  };
}
