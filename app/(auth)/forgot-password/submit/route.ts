import { submitForgottenPassword } from "@/lib/http/forms/reset-password";

export const POST = submitForgottenPassword;
