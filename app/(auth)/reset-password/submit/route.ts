import { submitNewPassword } from "@/lib/http/forms/reset-password";

export const POST = submitNewPassword;
