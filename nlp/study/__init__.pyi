from .comparison import Comparison as Comparison
from .comparison import Series as Series
from .comparison import compare as compare
from .comparison import compare_series as compare_series
from .frames import tables as tables
from .panels import panel as panel
from .study import Study as Study
from .study import conduct as conduct
