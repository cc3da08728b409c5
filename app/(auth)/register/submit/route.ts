import { submitRegistration } from "@/lib/http/forms/register";

export const POST = submitRegistration;
