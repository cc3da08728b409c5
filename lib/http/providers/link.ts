import { isSignInRecent } from "@/lib/access/require-recent-sign-in";
import { isProviderFailure } from "@/lib/auth/providers/failure";
import type { UserContext } from "@/lib/context";
import type { Attempt } from "@/lib/identities/attempt";
import { isWebOffered, webProviders } from "@/lib/identities/provider";
import { confirmPasswordPath, paths } from "@/lib/paths";
import { requireSignedIn } from "../forms/consent";
import { answerForm, seeOther, type Form } from "../forms/form";
import { toResponse } from "../from-request";
import { FlowProblem, isFlowProblem } from "./flow-problem";
import { providerProblem } from "./problems";
import { sendToProvider } from "./send-to-provider";

/** POST /settings/sign-in/link: `provider`. Whose sign-in is older than ten minutes confirms first that it is them. */
export function submitLink(request: Request): Promise<Response> {
  return answerForm(request, paths.settingsSignIn, async (form) => {
    const ctx = await requireSignedIn(form);
    return isSignInRecent(ctx) ? setOutToLink(form, ctx) : seeOther(confirmPasswordPath(paths.settingsSignIn));
  });
}

async function setOutToLink(form: Form, ctx: UserContext): Promise<Response> {
  const provider = webProviders.find((name) => name === form.field("provider")) ?? webProviders[0];
  const attempt: Attempt = { provider, intent: "link", next: paths.settingsSignIn, userId: ctx.principal.user.id };
  try {
    if (form.field("provider") !== provider || !isWebOffered(provider)) throw new FlowProblem("absent");
    const { location, cookie } = await sendToProvider(attempt, form.cookie);
    return seeOther(location, [cookie]);
  } catch (thrown) {
    if (isProviderFailure(thrown) || isFlowProblem(thrown)) return toResponse(providerProblem(thrown, attempt, ctx));
    throw thrown;
  }
}
