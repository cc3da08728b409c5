import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { hasSecondFactor } from "@/lib/second-factor/factors";
import { isSecondFactorMissing } from "@/lib/second-factor/missing";

/**
 * Whoever has a second factor, or must have one, has been told that one is not enough: then Telegram alone shows no secret and lets
 * nothing in. Throws FORBIDDEN.
 */
export async function requireTelegramAlone(user: { id: string; role: string }): Promise<void> {
  if (await hasSecondFactor(user.id)) {
    throw new Refusal("FORBIDDEN", {}, `Your account has a second factor, which Telegram cannot ask for. Use ${config().publicUrl}${paths.dashboard} instead`);
  }
  if (await isSecondFactorMissing(user)) {
    throw new Refusal("FORBIDDEN", {}, `Your account needs a second factor first: set one up at ${config().publicUrl}${paths.settingsSecurity}`);
  }
}
