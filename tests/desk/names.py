"""Names that have no place in an invented world."""

# Parties, groups, persons and countries that have no place in invented reports: as digests, not named here.
NAMES = {
    "045adc143049", "08f6c2c518ce", "095279e9785e", "0d7f3bfd5b97", "126ce9ebfe94", "18a728617eab",
    "278f2830b544", "3b00f072d5d9", "3e744b9dc393", "3ebc448eecff", "40e5e70acc2f", "48a17060fa72",
    "4d7a59061bf7", "5f9ae3835958", "6a065b930f35", "70fcf8e100f4", "76af2a0f5380", "7d5f53b5520c",
    "82c98532ce6b", "8516a6ecccc1", "8cdab2c4761e", "9eea117dde7f", "a3ad14ffc32e", "a60a52382d70",
    "bac425888577", "c6fd9ed3d430", "cb6cfbf9ad91", "ce381bd9bcf5", "d1707e37a837", "e26e5aba7630",
    "e79fcb47d832", "e9ab14d7306a", "eb454aa5e92d", "ecaedc5ecbb8", "eea67e4f9ca3",
}  # fmt: skip
