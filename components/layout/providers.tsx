"use client";

import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { isSignedOut } from "@/components/describe-error";
import { Toaster } from "@/components/ui/toaster";
import { loginPath } from "@/lib/paths";

export function Providers({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  shareNonce(nonce);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
        <Toaster>{children}</Toaster>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
    mutationCache: new MutationCache({
      onError(error) {
        if (isSignedOut(error)) location.assign(loginPath(location.pathname));
      },
    }),
  });
}

/** Dialogs add a style element that holds the page still behind them; this is where its library looks for the nonce. */
function shareNonce(nonce: string | undefined) {
  if (typeof window !== "undefined" && nonce) (window as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;
}
