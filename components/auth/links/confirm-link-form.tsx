import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";

type LinkPurpose = "verify_email" | "registration" | "change_email" | "agree_to_change_email";
export type ConfirmableLink = { purpose: LinkPurpose; email: string; username: string | undefined; from: string | undefined };

/** The page's words for what a link does. */
export function linkWords({ purpose, email, username, from }: ConfirmableLink): { title: string; text: string; button: string; warning?: string } {
  const account = username ? `the account “${username}”` : "your account";
  switch (purpose) {
    case "verify_email":
      return { title: "Confirm your address", text: `${email} is the address of ${account}.`, button: "Confirm the address", warning: "Not your account? Then close this page: whoever made it cannot show that the address is theirs." };
    case "registration":
      return { title: "Open your account", text: `${username ? `“${username}”` : "Your account"}, with the address ${email} and the password that you chose.`, button: "Open the account", warning: "Did you not sign up? Then close this page, and nothing happens." };
    case "change_email":
      return { title: "Confirm your new address", text: `${email} becomes the address of ${account}${from ? `, in place of ${from}` : ""}.`, button: "Confirm the new address", warning: "Not your account? Then close this page, and nothing happens." };
    case "agree_to_change_email":
      return { title: "Agree to a new address", text: `The address of ${account} changes from ${from ?? "none"} to ${email}.`, button: "Agree to the change", warning: "Is the new address not yours? Then do not agree, and change your password at once: somebody is signed in to your account." };
  }
}

/** One button. Opening the page does nothing yet, for mail programs open links too; it works without JavaScript. */
export function ConfirmLinkForm({ token, link }: { token: string; link: ConfirmableLink }) {
  const { button, warning } = linkWords(link);
  return (
    <form action={paths.verifyEmailSubmit} method="post" className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" size="lg">
        {button}
      </Button>
      {warning ? <Notice tone={link.purpose === "agree_to_change_email" ? "warn" : "info"}>{warning}</Notice> : null}
    </form>
  );
}
