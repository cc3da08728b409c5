"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";

/** A password field. The eye is an extra: it does nothing before JavaScript, and stays away then. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input {...props} type={isShown ? "text" : "password"} className="pr-11" />
      <button
        type="button"
        aria-label={isShown ? "Hide password" : "Show password"}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute top-1 right-1 grid size-8 cursor-pointer place-items-center rounded-md text-faint hover:bg-sunken hover:text-ink noscript:hidden"
      >
        <Icon aria-hidden className="size-4.5" />
      </button>
    </span>
  );
}
