import { decideDevice } from "@/lib/oauth/device/decide";
import { paths } from "@/lib/paths";
import { readAllow, readDecision, requireSignedIn } from "./consent";
import { answerForm, seeOther } from "./form";

/** POST /device/submit: `user_code`, `account`, `decision`, and what the person has chosen. */
export function submitDevice(request: Request): Promise<Response> {
  return answerForm(request, paths.device, async (form) => {
    const ctx = await requireSignedIn(form);
    const allow = readAllow(form);
    await decideDevice(ctx, form.field("user_code"), { ...readDecision(form), remember: false, allow, accountId: form.field("account") });
    return seeOther(`${paths.device}?done=${allow ? "allowed" : "denied"}`);
  });
}
