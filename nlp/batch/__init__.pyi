from .analysis import analyze as analyze
from .collect import read_all as read_all
from .inputs import Input as Input
from .inputs import gather as gather
from .running import Outcome as Outcome
from .running import run as run
