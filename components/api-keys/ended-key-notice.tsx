import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";

/** What became of a key, and what its page is still good for. */
export function EndedKeyNotice({ ended, logDays }: { ended: { at: string; text: string }; logDays: number }) {
  return (
    <Notice
      tone="info"
      title={
        <>
          Revoked <RelativeTime value={ended.at} />
        </>
      }
    >
      {ended.text} It no longer works and cannot be restored. Whoever still calls with it is refused and listed below; each call is kept for {logDays} days.
    </Notice>
  );
}
