import { createUser, deleteUser, listUsers, type Role, type User } from "../../../generated/users/ts-client/index.js";
import { api, source, startApi } from "./api.js";
import { addForm, clearUsers, moreButton, showMessage, showSource, showUsers } from "./page.js";

let next: string | undefined;

async function loadPage(): Promise<void> {
  const result = await listUsers(api, { query: { limit: 5, ...(next !== undefined && { cursor: next }) } });
  if (result.status !== 200) return showMessage(result.error.title, true);
  next = result.data.next_cursor ?? undefined;
  moreButton.hidden = next === undefined;
  showUsers(result.data.items, (user, row) => void removeUser(user, row));
}

async function reload(): Promise<void> {
  next = undefined;
  clearUsers();
  await loadPage();
}

async function addUser(form: FormData): Promise<void> {
  const text = (name: string): string => String(form.get(name) ?? "");
  const body = { name: text("name"), email: text("email"), role: text("role") as Role, password: "correct horse battery" };
  const result = await createUser(api, { body });
  if (result.status !== 201) {
    const reasons = result.error.violations?.map(({ pointer, message }) => `${pointer.slice(1)} ${message}`) ?? [];
    return showMessage([result.error.title, ...reasons].join(": "), true);
  }
  await reload();
  showMessage(`${result.data.name} was added`, false);
}

async function removeUser(user: User, row: HTMLElement): Promise<void> {
  const result = await deleteUser(api, { path: { id: user.id } });
  if (result.status !== 204) return showMessage(result.error.title, true);
  row.remove();
  showMessage(`${user.name} is gone`, false);
}

addForm.addEventListener("submit", (event) => {
  event.preventDefault();
  void addUser(new FormData(addForm));
});
moreButton.addEventListener("click", () => void loadPage());

showSource(source === "msw" ? "mocks in the browser" : `served by ${source}`);
await startApi();
await loadPage();
document.body.dataset["ready"] = "yes";
