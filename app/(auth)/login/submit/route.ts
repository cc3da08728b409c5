import { submitSignIn } from "@/lib/http/forms/sign-in";

export const POST = submitSignIn;
