import type { OauthForm } from "../form";
import { chooseResource } from "../choose-resource";
import { requireChallenge } from "./check-challenge";
import { requireCodeResponse } from "./check-response";
import type { Target } from "./find-target";
import { readPrompt, type Prompt } from "./read-prompt";
import { readScopes, type AskedScopes } from "./read-scopes";

/** An authorization request whose every parameter was checked. */
export type CheckedRequest = Target & AskedScopes & { codeChallenge: string; resource: string; state: string | undefined; nonce: string | undefined; prompt: Prompt };

/** One check a file, in the order in which a developer would fix them. What is thrown here goes back to the client by redirect. */
export async function readRequest(target: Target, form: OauthForm): Promise<CheckedRequest> {
  requireCodeResponse(target.client, form);
  return {
    ...target,
    codeChallenge: requireChallenge(form),
    resource: await chooseResource(target.client, form.getAll("resource")),
    ...readScopes(form),
    prompt: readPrompt(form),
    state: form.get("state"),
    nonce: form.get("nonce"),
  };
}
