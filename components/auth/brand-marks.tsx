import type { ReactElement, SVGProps } from "react";

/** Simple likenesses by which people find the button; the words beside them say the same. */
export const brandMarks: Record<"google" | "github" | "telegram", (props: SVGProps<SVGSVGElement>) => ReactElement> = { google: GoogleMark, github: GithubMark, telegram: TelegramMark };

function GoogleMark(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" fill="none" strokeWidth="4" aria-hidden {...props}>
      <path stroke="#4285f4" d="M19.8 12A7.8 7.8 0 0 1 17.22 17.8" />
      <path stroke="#34a853" d="M17.22 17.8A7.8 7.8 0 0 1 5.61 16.47" />
      <path stroke="#fbbc05" d="M5.61 16.47A7.8 7.8 0 0 1 4.93 8.7" />
      <path stroke="#ea4335" d="M4.93 8.7A7.8 7.8 0 0 1 17.8 6.78" />
      <path fill="#4285f4" d="M12 10h9.8v4H12z" />
    </svg>
  );
}

function GithubMark(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden {...props}>
      <path
        fillRule="evenodd"
        d="M12 1.5a10.5 10.5 0 0 0-3.6 20.36V18.6c-2.6.5-3.3-1.1-3.7-2.1 1.5-.2 1.6 1.3 3.7 1.2.1-.8.4-1.3.8-1.7-3-.4-4.7-1.9-4.7-5 0-1.3.4-2.4 1.2-3.2-.2-.8-.2-1.9.2-3 1.2 0 2.2.6 3 1.1a11.6 11.6 0 0 1 6.2 0c.8-.5 1.8-1.1 3-1.1.4 1.1.4 2.2.2 3 .8.8 1.2 1.9 1.2 3.2 0 3.1-1.7 4.6-4.7 5 .5.5.8 1.3.8 2.4v3.46A10.5 10.5 0 0 0 12 1.5Z"
      />
    </svg>
  );
}

function TelegramMark(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden {...props}>
      <circle cx="12" cy="12" r="12" fill="#229ed9" />
      <path fill="#fff" d="M5 11.8 18.6 6.4 16.2 18l-4.6-3.3-2.4 2.2v-3.4l6.4-5.6-8 4.9z" />
    </svg>
  );
}
