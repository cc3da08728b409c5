"use client";

import { useEffect, useRef } from "react";

/** A ref for a form: when `error` arrives, the first field that it is about takes the focus. */
export function useFocusError(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  return form;
}
