from .files import Gold as Gold
from .files import read_gold as read_gold
from .links import rebuilt as rebuilt
from .tabulate import tabulated as tabulated
from .validation import validate as validate
