import { organizationCookie } from "@/lib/auth/organization-cookie";
import { clearCookie, setCookie } from "@/lib/auth/small-cookie";
import { OrganizationId } from "@/lib/contract/primitives";
import { paths } from "@/lib/paths";
import { answerForm, localPath, seeOther } from "./form";

/** POST /organizations/choose: `organization_id`, empty for all of them, and `next`. Whether one belongs to it is asked where it is read. */
export function submitOrganization(request: Request): Promise<Response> {
  return answerForm(request, paths.organizations, async (form) => {
    const chosen = OrganizationId.safeParse(form.field("organization_id"));
    const year = 365 * 86_400;
    return seeOther(localPath(form.field("next")), [chosen.success ? setCookie(organizationCookie, chosen.data, year) : clearCookie(organizationCookie)]);
  });
}
