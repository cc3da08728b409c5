import { submitOrganization } from "@/lib/http/forms/choose-organization";

export const POST = submitOrganization;
