import { submitInvitation } from "@/lib/http/forms/invitation";

export const POST = submitInvitation;
