import { submitSignOut } from "@/lib/http/forms/sign-out";

export const POST = submitSignOut;
