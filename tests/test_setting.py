"""What cannot stand in a setting is told with its name and what to write instead."""

import pytest

from agenda import setting
from agenda.languages import SettingsError
from small_town import SETTINGS, small_town


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SITENAME = None", "SITENAME: None is not a text. Put it in quotes."),
        ("AGENDA_PATH = 5", "AGENDA_PATH: 5 is not a text. Put it in quotes."),
        ("AGENDA_ID = 'a b'", "AGENDA_ID: 'a b' cannot stand in an identity. Use letters, digits and -."),
        ("AGENDA_EXAMPLES = 'no'", "AGENDA_EXAMPLES: 'no' is neither True nor False."),
        ("AGENDA_URLS = []", "AGENDA_URLS: [] is not a mapping."),
        ("AGENDA_URLS = {'area': 5}", "AGENDA_URLS: area cannot be 5."),
        ("AGENDA_MENU = 5", "AGENDA_MENU: every item is a text and an address, for example ('Help', 'help/')."),
        ("AGENDA_FOOTER = ('Help', 'help/')", "AGENDA_FOOTER: every item is a text and an address"),
        ("AGENDA_HORIZON_DAYS = '42'", "AGENDA_HORIZON_DAYS: '42' is not a whole number from 1 to 400."),
        ("AGENDA_FRESHNESS = 3", "AGENDA_FRESHNESS: 3 is not three numbers of months."),
        ("AGENDA_FRESHNES = (3, 4, 6)", "AGENDA_FRESHNES is no setting. Did you mean AGENDA_FRESHNESS?"),
        ("TIMEZONE = 5", "TIMEZONE: 5 is not a time zone."),
        ("AGENDA_MENU = (", "pelicanconf.py:LINE: '(' was never closed. Write this line again."),
        ("AGENDA_MENU = menu", "pelicanconf.py:LINE: name 'menu' is not defined."),
        ("THEME = 'nowhere'", "pelicanconf.py: Could not find the theme nowhere."),
    ],
)
def test_a_command_says_what_is_wrong_with_a_setting(tmp_path, line, told):
    town = small_town(tmp_path, {"pelicanconf.py": f"{SETTINGS}\n{line}\n"})
    number = len(SETTINGS.splitlines()) + 2
    with pytest.raises(SystemExit) as stopped:
        town.settings()
    assert told.replace("LINE", str(number)) in str(stopped.value)


@pytest.mark.parametrize("name", ["AGENDA_ID", "AGENDA_OF_ANOTHER_PLUGIN", "SITENAME", "agenda_path"])
def test_what_is_no_slip_may_be_there(name):
    setting.known({name: "x"}, ("AGENDA_ID", "AGENDA_PATH"))


@pytest.mark.parametrize("value", ["town", "littleham.example", "a-1"])
def test_an_identity(value):
    assert setting.identity(value) == value


@pytest.mark.parametrize("value", ["", "-a", "a@b", "a/b"])
def test_no_identity(value):
    with pytest.raises(SettingsError):
        setting.identity(value)
