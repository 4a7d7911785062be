"""A person at a keyboard: everything is reached with Tab and pressed with Enter, Space and the arrows."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

_FAR = 600  # no page has more stops than this


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The only way in which a test that uses it touches a page."""

    page: Page

    def reach(self, target: Locator) -> None:
        """Press Tab until `target` has the focus. Raises `AssertionError` if it never gets it."""
        element = target.element_handle()
        assert element
        for _ in range(_FAR):
            if element.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"cannot be reached by Tab: {target}")

    def type(self, target: Locator, words: str) -> None:
        """Put `words` into a field, in place of what stands there."""
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several (radio buttons): Tab to the group, then the arrow keys."""
        wanted = self.page.locator(f"input[name={name}][value={value}]").element_handle()
        assert wanted
        for _ in range(_FAR):
            if self.page.evaluate("name => document.activeElement.name === name", name):
                break
            self.page.keyboard.press("Tab")
        for _ in range(20):
            if wanted.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.evaluate("e => e.checked"):
            self.page.keyboard.press("Space")
        assert wanted.evaluate("e => e.checked"), f"{name} could not be set to {value}"

    def tick(self, target: Locator) -> None:
        """Tick a box."""
        self.reach(target)
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def select(self, target: Locator, label: str) -> None:
        """Choose from a list by typing what the entry begins with."""
        self.reach(target)
        self.page.keyboard.type(label)
        chosen = target.locator("option:checked").text_content() or ""
        assert chosen.startswith(label), f"{label} could not be chosen, but {chosen}"

    def press(self, name: str, *, role: str = "button") -> None:
        """Press the button (or follow the link) called `name`, and wait for the page that follows."""
        self.reach(self.page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def find_norm(self, query: str, label: str) -> None:
        """Search the picker and tick what it finds."""
        self.type(self.page.get_by_label("Find a norm"), query)
        self.press("Find")
        self.tick(self.page.get_by_label(label).first)
