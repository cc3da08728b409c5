import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { redirectSignIn } from "@/lib/auth/redirect-sign-in";
import { nextAuthOptions } from "@/lib/auth/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: Context): Promise<Response> {
  return redirectSignIn((await context.params).nextauth, request.nextUrl.searchParams) ?? ((await NextAuth(request, context, nextAuthOptions())) as Response);
}

export { handler as GET, handler as POST };
