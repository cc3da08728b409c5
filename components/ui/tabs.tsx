"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";

export const Tabs = Primitive.Root;
export const TabsContent = Primitive.Content;

/** Tabs in the caption of a code block. */
export function CodeTabsList(props: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className="-ml-1.5 flex self-stretch" {...props} />;
}

export function CodeTab(props: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className="-mb-px cursor-pointer border-b border-transparent px-2.5 text-xs font-medium text-code-faint hover:text-code-ink data-[state=active]:border-code-brass data-[state=active]:text-code-ink -outline-offset-4"
      {...props}
    />
  );
}
