"""`log verify --checkpoint` with one typed from paper."""


def test_typed_from_paper(site, tmp_path):
    code, note, error = site.command("log", "checkpoint")
    assert code == 0, error
    origin, size, root, _, signed = note.split("\n")[:5]
    signature = signed.split(" ")[2]
    file = tmp_path / "typed"

    def verdict(text):
        file.write_text(text)
        return site.command("log", "verify", "--checkpoint", str(file))[0]

    assert verdict(note) == 0
    forgiven = f" {origin}\r\n{size}\n\n{root[:20]}\n {root[20:]}\n- {origin}\n"
    forgiven += f"{signature[:30]} {signature[30:60]}\n{signature[60:]}"
    assert verdict(forgiven) == 0
    # A wrong letter, or another size, is a wrong checkpoint however it is set.
    wrong = "B" if root[3] != "B" else "C"
    assert verdict(forgiven.replace(root[:20], root[:3] + wrong + root[4:20])) == 1
    assert verdict(forgiven.replace(f"\n{size}\n", f"\n{int(size) + 1}\n")) == 1
    assert verdict(forgiven.replace(signature[60:], "")) == 1
