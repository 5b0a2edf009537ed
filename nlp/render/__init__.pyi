from .brief import Brief as Brief
from .drawing import write_figures as write_figures
from .fonts import chinese_font as chinese_font
from .fonts import font_advice as font_advice
from .of_comparison import brief_of_comparison as brief_of_comparison
from .of_study import brief_of_study as brief_of_study
from .writing import write as write
from .writing import writers as writers
