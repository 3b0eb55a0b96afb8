"""Where pictures of the page are kept: one that only looks the same is left as it is."""

from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser

PICTURES = Path("docs/pictures")
LARGEST = 200_000
# The edge of a rounded corner is not always drawn alike, nor the shade of a line between two pixels.
SPECKS, FAINT = 100, 64
# How many pixels differ by more than a faint shade; all of them where the size does.
DIFFERING = """async ([one, other, faint]) => {
  const pixels = async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { width, height } = image, canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return { width, height, data: canvas.getImageData(0, 0, width, height).data };
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return a.data.length;
  const differing = a.data.keys().filter((index) => Math.abs(a.data[index] - b.data[index]) > faint);
  return new Set(differing.map((index) => index >> 2)).size;
}"""


class Album:
    """Keeps pictures by name."""

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_page()

    def keep(self, name: str, picture: bytes) -> None:
        """Keep it, unless what lies there looks the same."""
        file = PICTURES / f"{name}.png"
        if not file.exists() or self._differs(file.read_bytes(), picture):
            file.write_bytes(picture)

    def too_large(self) -> list[str]:
        """The names of those that are too heavy for the repository."""
        return sorted(file.name for file in PICTURES.glob("*.png") if file.stat().st_size > LARGEST)

    def _differs(self, one: bytes, other: bytes) -> bool:
        count: int = self._page.evaluate(DIFFERING, [_address(one), _address(other), FAINT])
        return count > SPECKS


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode()}"
