"use client";

import clsx from "clsx";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

export const MenuRoot = Primitive.Root;
export const MenuTrigger = Primitive.Trigger;

/** Opens where its trigger stands in the page, so that it belongs to the same landmark. */
export function MenuContent({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Primitive.Content align="end" sideOffset={8} collisionPadding={12} className={clsx("z-50 min-w-52 rounded-lg border border-line bg-raised p-1 shadow-high animate-rise", className)}>
      {children}
    </Primitive.Content>
  );
}

export function MenuItem({ danger, className, ...rest }: ComponentProps<typeof Primitive.Item> & { danger?: boolean }) {
  return (
    <Primitive.Item
      className={clsx(
        "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-highlighted:bg-sunken dark:data-highlighted:bg-line [&>svg]:size-4 [&>svg]:text-faint",
        danger && "text-bad data-highlighted:bg-bad-soft dark:data-highlighted:bg-bad-soft [&>svg]:text-bad",
        className,
      )}
      {...rest}
    />
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
